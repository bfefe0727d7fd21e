import type { NewTask } from './add-task.js';
import type { KommoTask } from './read-tasks.js';

/** Tasks on a lead and on none, as a part of `Kommo`. */
export interface KommoTasks {
  addTask(leadId: number, task: NewTask): Promise<void>;
  /** Done or not; one call for most leads. */
  readTasks(leadId: number): Promise<readonly KommoTask[]>;
  /** A task on no lead; not made where one with its words was touched since. Answers its id. */
  addAccountTask(task: NewTask & { readonly since: string }): Promise<number>;
  /** Completes those that are still open, with this result. */
  completeTasks(taskIds: readonly number[], result: string): Promise<void>;
}
