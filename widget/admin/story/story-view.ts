import type { StoryPage } from '../../../contract/story.js';
import storyTemplate from '../../templates/admin/story.hbs';
import { readTime, sayClock, type Setting } from '../../view/times.js';
import type { AdminState } from '../admin-state.js';
import { viewEmpty, viewLoaded, viewResult } from '../view/parts.js';

/** A lead is looked for, and all that happened to it is told in order (R8.4). */
export const viewStory = (state: AdminState, setting: Setting): string =>
  viewResult(state, setting.t, null) +
  viewLoaded(state.known.story, setting, (page) => {
    const isEmpty = state.asked.find === '' && page.story === null;
    const { t } = setting;
    return (
      storyTemplate(viewPage(page, state, setting)) +
      (isEmpty ? viewEmpty(t('story.empty_title'), t('story.empty_text')) : '')
    );
  });

function viewPage({ found, story }: StoryPage, state: AdminState, setting: Setting): object {
  const { t } = setting;
  const { find } = state.asked;
  const clock = (at: string): string => sayClock(readTime(at) ?? setting.now, setting);
  return {
    title: t('story.title'),
    label: t('story.find'),
    search: t('story.search'),
    find,
    busy: state.known.story.asking,
    none: find !== '' && found.length === 0 ? t('story.none', { find }) : null,
    foundTitle: t('story.found'),
    found: found.map(({ id, name, detail, capturedAt }) => ({
      ...{ name, detail },
      action: `lead:${id}`,
      when: clock(capturedAt),
      chosen: story?.id === id,
    })),
    story:
      story === null
        ? null
        : {
            name: story.name,
            title: t('story.story'),
            link: story.kommoLeadId === null ? null : `/leads/detail/${story.kommoLeadId}`,
            open: t('story.open'),
            events: story.events.map(({ at, text, cause, act, bad }) => ({
              ...{ at, cause },
              text: act === null ? text : t.word('acts', act),
              when: clock(at),
              bad: bad ? t('story.bad') : null,
            })),
          },
  };
}
