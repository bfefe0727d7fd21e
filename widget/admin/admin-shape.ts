import type {
  DeadLetterItem,
  DeadLetters,
  DoctorCheck,
  DoctorReport,
  ProvisionPlan,
  ProvisionRun,
  Reconciliation,
  ReplayRun,
} from '../../contract/admin.js';
import {
  anyBoolean,
  anyNumber,
  anyText,
  listOf,
  nullable,
  shape,
  word,
  type Check,
} from '../api/shape.js';

const text = nullable(anyText);
const number = nullable(anyNumber);

export const isDoctorReport = shape<DoctorReport>({
  checkedAt: anyText,
  checks: listOf(
    shape<DoctorCheck>({
      group: word(),
      name: anyText,
      state: word(),
      found: anyText,
      remedy: text,
    }),
  ),
});

export const isProvisionPlan = shape<ProvisionPlan>({
  changes: listOf(shape<ProvisionPlan['changes'][number]>({ kind: anyText, text: anyText })),
  manual: listOf(shape<ProvisionPlan['manual'][number]>({ text: anyText, paste: text })),
});

export const isProvisionRun = shape<ProvisionRun>({
  running: anyBoolean,
  done: anyNumber,
  total: anyNumber,
  failed: listOf(shape<ProvisionRun['failed'][number]>({ text: anyText, reason: anyText })),
});

export const isDeadLetters = shape<DeadLetters>({
  items: listOf(
    shape<DeadLetterItem>({
      id: anyText,
      step: anyText,
      kommoLeadId: number,
      leadName: text,
      code: word(),
      reason: anyText,
      attempts: anyNumber,
      failedAt: anyText,
      requestId: text,
      preview: listOf(shape<DeadLetterItem['preview'][number]>({ label: anyText, value: anyText })),
      editable: listOf(
        shape<DeadLetterItem['editable'][number]>({
          name: anyText,
          label: anyText,
          value: anyText,
        }),
      ),
    }),
  ),
  total: anyNumber,
  alert: number,
});

type Planned = ReplayRun['plan'][number];

export const isReplayRun = shape<ReplayRun>({
  running: anyBoolean,
  total: anyNumber,
  done: anyNumber,
  failed: anyNumber,
  plan: listOf(
    shape<Planned>({
      id: anyText,
      text: anyText,
      changes: listOf(
        shape<Planned['changes'][number]>({ label: anyText, before: anyText, after: anyText }),
      ),
    }),
  ),
});

/** An older companion does not send it. */
const textOrNothing: Check<string> = (value): value is string =>
  value === undefined || anyText(value);

export const isReconciliation = shape<Reconciliation>({
  running: anyBoolean,
  finishedAt: text,
  compared: anyNumber,
  failure: textOrNothing,
  differences: listOf(
    shape<Reconciliation['differences'][number]>({
      id: anyText,
      kind: word(),
      kommoLeadId: number,
      odooId: number,
      text: anyText,
      repairable: anyBoolean,
    }),
  ),
});
