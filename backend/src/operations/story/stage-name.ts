import type { Services } from '../../services.js';

/** As the firm calls it; a stage that the firm added itself stays as its ids. */
export const stageName = ({ pipelines }: Services['blueprint'], key: string): string =>
  pipelines.flatMap(({ stages }) => stages).find((stage) => stage.key === key)?.name ?? key;
