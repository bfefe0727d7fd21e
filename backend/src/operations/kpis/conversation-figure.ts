import { healthLimits } from '../../../../domain/blueprint/operating-rules.js';
import { funnelOf } from '../../../../domain/measure/funnel.js';
import { judgeLow } from '../../../../domain/measure/health-state.js';
import { dayMs } from '../../../../domain/time/local-time.js';
import type { Services } from '../../services.js';
import { drawBars } from '../report/draw-chart.js';
import { percent, shareOf } from '../report/figure.js';
import type { Cell, Figure } from '../report/figure.js';

const days = 30;
/** The newest are enough for a share. */
const most = 5_000;

/** How many conversations come to their end, and the question at which the others stop (R8.4). */
export async function conversationFigure(
  { store, blueprint }: Pick<Services, 'store' | 'blueprint'>,
  now: Date,
): Promise<Figure> {
  const seen = await store.figures.conversations(new Date(now.getTime() - days * dayMs), most);
  const { finished, completed, stoppedAt, endings } = funnelOf(blueprint.conversations, seen);
  const share = finished === 0 ? null : completed / finished;
  const state = judgeLow(share, healthLimits.completion);
  const textOf = (key: string): string =>
    blueprint.questions.find((question) => question.key === key)?.shortLabel ?? key;
  const stops = stoppedAt.map(({ question, count }) => ({ name: textOf(question), value: count }));
  const [first] = stops;
  return {
    key: 'conversations',
    title: { code: 'health.conversations', params: { days } },
    value: shareOf(share),
    state,
    advice:
      first === undefined
        ? { code: `health.conversations_${state}` }
        : {
            code: 'plain.all',
            params: {
              sentences: [
                { code: `health.conversations_${state}` },
                { code: 'health.most_stop', params: { question: first.name, count: first.value } },
              ],
            },
          },
    chart: drawBars(stops.slice(0, 8), String),
    head: [{ code: 'health.where' }, { code: 'health.times' }, { code: 'health.share' }],
    rows: [
      ...[...endings].map(([ending, count]) =>
        row(
          ending === 'taken'
            ? { code: 'health.taken' }
            : {
                code: 'health.ended',
                params: { ending: endingText(blueprint, ending) },
              },
          count,
          finished,
        ),
      ),
      ...stops.map(({ name, value }) =>
        row({ code: 'health.stopped_at', params: { question: name } }, value, finished),
      ),
    ],
  };
}

const endingText = (
  { conversationRules: { endings } }: Services['blueprint'],
  ending: string,
): string => endings.find(({ key }) => key === ending)?.fieldOption ?? ending;

const row = (what: Cell, count: number, all: number): readonly Cell[] => [
  what,
  String(count),
  percent(count / all),
];
