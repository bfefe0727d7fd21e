import type { adminPaths as contractPaths } from '../../contract/admin.js';

/** The contract's own, letter by letter (the compiler compares them): its module would bring zod into the bundle. */
export const adminPaths: typeof contractPaths = {
  connection: '/widget/v1/admin/connection',
  doctor: '/widget/v1/admin/doctor',
  provision: '/widget/v1/admin/provision',
  provisionRun: '/widget/v1/admin/provision/run',
  deadLetters: '/widget/v1/admin/dead-letters',
  replay: '/widget/v1/admin/dead-letters/replay',
  discard: '/widget/v1/admin/dead-letters/discard',
  reconciliation: '/widget/v1/admin/reconciliation',
  repair: '/widget/v1/admin/reconciliation/repair',
};
