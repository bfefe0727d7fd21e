import { readControls } from './assets-router.js';
import type { HostField, HostLead, HostOptions, HostPipeline, HostUser } from './host-options.js';
import type { Languages } from './language-rules.js';
import type { WidgetManifest } from './manifest-schema.js';
import type { Switches } from './switches.js';
import type { WidgetInstall } from './widget-install.js';
import type { Words } from './words.js';

/** Which page it is, in the three vocabularies that Kommo uses for it. */
export interface View {
  /** APP.getWidgetsArea(): leads_card, leads, widgetsSettings, advanced-settings:<code> … */
  readonly area: string;
  /** The manifest's location without its suffix: lcard, llist, settings … */
  readonly location: string;
  readonly entity: string | null;
  readonly cardId: number | null;
}

/** Everything the page's own request found; the places are drawn from it. */
export interface PageData {
  readonly options: HostOptions;
  readonly switches: Switches;
  readonly words: Words;
  readonly user: HostUser;
  readonly view: View;
  readonly lead: HostLead | null;
  readonly leads: readonly HostLead[];
  readonly fields: readonly HostField[];
  readonly pipelines: readonly HostPipeline[];
  readonly manifest: WidgetManifest;
  readonly languages: Languages;
  readonly install: WidgetInstall;
  readonly triggers: readonly unknown[];
}

const controls = readControls();

/** What the page's scripts start from. */
export function bootData(data: PageData): Record<string, unknown> {
  const { options, switches, words, user, view, lead, leads, fields, pipelines } = data;
  return {
    account: {
      id: options.accountId,
      subdomain: options.subdomain,
      domain: `${options.subdomain}.kommo.com`,
    },
    users: options.users,
    ...{ user, switches, words, view, lead, leads, fields, pipelines, controls },
    widgets: [bootWidget(data), ...(switches.second ? [neighbor(switches)] : [])],
  };
}

function bootWidget(data: PageData): Record<string, unknown> {
  const { options, switches, manifest, languages, install } = data;
  const path = `/widgets/${options.widgetCode}${switches.slash ? '/' : ''}`;
  return {
    code: options.widgetCode,
    clientUuid: options.clientUuid,
    path,
    cdnPath: switches.cdnPath ? path : null,
    version: manifest.widget.version,
    initOnce: manifest.widget.init_once,
    support: manifest.widget.support,
    locations: manifest.locations,
    names: {
      name: manifest.widget.name,
      description: manifest.widget.description,
      shortDescription: manifest.widget.short_description,
    },
    settingsFields: manifest.settings,
    dp: manifest.dp ?? null,
    advanced: manifest.advanced ?? null,
    bot: manifest.salesbot_designer ?? null,
    langs: languages[switches.lang] ?? languages['en'] ?? Object.values(languages)[0],
    install,
  };
}

/** The second widget of `?second=1`, served from our own assets. */
function neighbor(switches: Switches): Record<string, unknown> {
  const path = `/host-assets/neighbor${switches.slash ? '/' : ''}`;
  return {
    code: 'sandbox_neighbor',
    clientUuid: '00000000-0000-4000-8000-0000000000fe',
    path,
    cdnPath: path,
    version: '1.0.0',
    initOnce: false,
    support: { link: 'https://neighbor.example', email: 'neighbor@example.com' },
    locations: ['lcard-1', 'everywhere'],
    names: { name: 'widget.name', description: 'widget.name', shortDescription: 'widget.name' },
    settingsFields: {},
    dp: null,
    advanced: null,
    bot: null,
    langs: { widget: { name: 'Sandbox' } },
    install: { status: 'installed', active: 'Y', settings: {} },
  };
}
