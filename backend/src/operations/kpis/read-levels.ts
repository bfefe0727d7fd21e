import type { Services } from '../../services.js';

export type LevelTools = Pick<
  Services,
  'store' | 'config' | 'clock' | 'waitingWork' | 'deadLetterQueue' | 'readDisk'
>;

export const levelNames = [
  'queue_seconds',
  'queue_waiting',
  'dead_letters',
  'whatsapp_people',
  'whatsapp_limit',
  'disk_share',
] as const;
export type LevelName = (typeof levelNames)[number];

export interface LevelNow {
  readonly name: LevelName;
  readonly value: number;
}

/** How much there is of each now. The disk is left out where nobody can say. */
export async function readLevels(tools: LevelTools): Promise<readonly LevelNow[]> {
  const { store, config, clock, waitingWork, deadLetterQueue, readDisk } = tools;
  const [queue, dead, { reached }, disk] = await Promise.all([
    waitingWork.queueState(),
    deadLetterQueue.countDeadLetters(),
    store.templateSends.backlog(clock()),
    readDisk(),
  ]);
  return [
    { name: 'queue_seconds', value: queue.oldestDueMs / 1_000 },
    { name: 'queue_waiting', value: queue.waiting },
    { name: 'dead_letters', value: dead },
    { name: 'whatsapp_people', value: reached },
    { name: 'whatsapp_limit', value: config.messages.peoplePerDay },
    ...(disk === null ? [] : [{ name: 'disk_share', value: disk.used / disk.total } as const]),
  ];
}
