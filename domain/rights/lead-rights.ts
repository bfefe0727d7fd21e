/** Whose leads: everybody's, those of the user's group, the user's own, nobody's. */
export type Reach = 'all' | 'group' | 'own' | 'none';
export type LeadAction = 'view' | 'edit';
export type LeadReach = Readonly<Record<LeadAction, Reach>>;

export interface UserRights {
  readonly userId: number;
  readonly isAdmin: boolean;
  readonly isActive: boolean;
  readonly groupId: number;
  readonly leads: LeadReach;
  /** Where an administrator set others for a stage, these count there. */
  readonly stages: readonly (LeadReach & {
    readonly pipelineId: number;
    readonly statusId: number;
  })[];
}

/** What of a lead decides who may do something to it. */
export interface LeadPlace {
  readonly leadId: number;
  readonly responsibleUserId: number | null;
  /** The group of its responsible user. */
  readonly groupId: number;
  readonly pipelineId: number;
  readonly statusId: number;
}

/** Null where it depends on the lead. */
export function mayWithAnyLead(rights: UserRights, action: LeadAction): boolean | null {
  if (!rights.isActive) return false;
  if (rights.isAdmin) return true;
  const reaches = [rights.leads, ...rights.stages].map((reach) => smallestOf(reach, action));
  if (reaches.every((reach) => reach === 'all')) return true;
  return reaches.every((reach) => reach === 'none') ? false : null;
}

export function mayWithLead(rights: UserRights, action: LeadAction, lead: LeadPlace): boolean {
  const known = mayWithAnyLead(rights, action);
  if (known !== null) return known;
  const stage = rights.stages.find(
    ({ pipelineId, statusId }) => pipelineId === lead.pipelineId && statusId === lead.statusId,
  );
  const own = lead.responsibleUserId === rights.userId;
  switch (smallestOf(stage ?? rights.leads, action)) {
    case 'all':
      return true;
    case 'group':
      return own || lead.groupId === rights.groupId;
    case 'own':
      return own;
    case 'none':
      return false;
  }
}

const bySize: readonly Reach[] = ['none', 'own', 'group', 'all'];

/** Nobody edits what he may not see. */
function smallestOf({ view, edit }: LeadReach, action: LeadAction): Reach {
  if (action === 'view') return view;
  return bySize.find((reach) => reach === view || reach === edit) ?? 'none';
}
