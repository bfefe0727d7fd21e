import { groupsAt, listAt, textAt } from '../http/query.js';
import type { Query } from '../http/query.js';
import type { FeedEvent } from '../account/records.js';

const sides = ['value_before', 'value_after'] as const;

/** filter[value_before|value_after] by stage, by responsible user, by text. */
export function matchesValue(query: Query, event: FeedEvent): boolean {
  return sides.every((side) => {
    const stages = groupsAt(query, 'filter', side, 'leads_statuses');
    const users = listAt(query, 'filter', side, 'responsible_user_id');
    const value = textAt(query, 'filter', side, 'value');
    if (stages.length === 0 && users.length === 0 && value === undefined) return true;
    const told = JSON.stringify(event[side]);
    return (
      (stages.length === 0 || stages.some((stage) => told.includes(stageText(stage)))) &&
      (users.length === 0 ||
        users.some((id) => told.includes(`"responsible_user":{"id":${id}}`))) &&
      (value === undefined || told.includes(value))
    );
  });
}

function stageText(stage: Query): string {
  const id = Number(textAt(stage, 'status_id'));
  const pipeline_id = Number(textAt(stage, 'pipeline_id'));
  return `"lead_status":${JSON.stringify({ id, pipeline_id })}`;
}
