import type { NewTask } from './add-task.js';
import type { KommoTask } from './read-tasks.js';

/** Tasks on a lead, as a part of `Kommo`. */
export interface KommoTasks {
  addTask(leadId: number, task: NewTask): Promise<void>;
  /** Done or not; one call for most leads. */
  readTasks(leadId: number): Promise<readonly KommoTask[]>;
}
