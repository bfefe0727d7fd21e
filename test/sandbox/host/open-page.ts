import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { RunningHost } from './host-page.js';

export interface SandboxReport {
  readonly consoleErrors: readonly { readonly text: string }[];
  readonly appWrites: readonly { readonly path: string }[];
  readonly insecureRequests: readonly { readonly url: string }[];
  readonly scriptInjections: readonly { readonly src: string }[];
  readonly notifications: readonly { readonly kind: string }[];
  readonly navigations: readonly { readonly path: string }[];
  readonly globalWrites: readonly { readonly name: string }[];
  readonly styleLeaks: readonly { readonly tag: string }[];
  readonly leaks: readonly Leak[];
  readonly lifecycle: readonly { readonly widget: string; readonly callback: string }[];
}

export interface Leak {
  readonly owner: string;
  readonly kind: string;
  readonly detail: string;
}

export interface Sandbox {
  readonly ready: Promise<void>;
  report(): SandboxReport;
  destroy(code?: string): Promise<readonly Leak[]>;
  renderAgain(): Promise<void>;
  go(path: string): Promise<void>;
}

declare global {
  interface Window {
    readonly __sandbox: Sandbox;
  }
}

interface Opening {
  readonly path: string;
  readonly user?: number;
  /** The page's time passes only when `page.clock` is told to run. */
  readonly isDriven?: boolean;
}

/** A fresh session at this path, once its widgets have started. */
export async function openPage(
  browser: Browser,
  host: RunningHost,
  { path, user = 1001, isDriven = false }: Opening,
): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1280, height: 800 },
  });
  await context.addCookies([{ name: 'sandbox_user', value: String(user), url: host.url }]);
  const page = await context.newPage();
  if (isDriven) await page.clock.install();
  await page.goto(host.url + path);
  await page.evaluate(() => window.__sandbox.ready);
  return page;
}

export function reportOf(page: Page): Promise<SandboxReport> {
  return page.evaluate(() => window.__sandbox.report());
}

export async function callsOf(page: Page): Promise<readonly string[]> {
  return (await reportOf(page)).lifecycle.map((entry) => entry.callback);
}
