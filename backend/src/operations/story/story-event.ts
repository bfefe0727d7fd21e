import type { StoryPage } from '../../../../contract/story.js';
import type { Sentence, Unworded } from '../../../../wording/sentence.js';

export type UnwordedStory = Unworded<StoryPage, 'text' | 'cause'>;
type Worded = NonNullable<StoryPage['story']>['events'][number];
export type StoryEvent = Unworded<Worded, 'text' | 'cause'>;

type Rest = Partial<Pick<StoryEvent, 'cause' | 'act' | 'bad'>>;

/** One line of a story. */
export const event = (
  at: string,
  kind: string,
  text: Sentence | string,
  rest: Rest = {},
): StoryEvent => ({ at, kind, text, cause: null, act: null, bad: false, ...rest });

/** What somebody is called by whom a line is told. */
export type SayUser = (userId: number) => string;
