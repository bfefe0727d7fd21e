import type { z } from 'zod';

export function guardsOf(schemas: Readonly<Record<string, z.ZodType>>): Record<string, unknown>;
export function guardsFile(guards: Readonly<Record<string, unknown>>): string;
