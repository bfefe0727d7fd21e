import { adminAnswers as answers } from '../answers.js';
import { adminPaths as paths } from '../paths.js';
import {
  checkPersonSchema,
  erasePersonSchema,
  personQuerySchema,
  rectifyPersonSchema,
} from '../privacy.js';
import { replayDeliverySchema } from '../delivery.js';
import { rowsFor } from './endpoint.js';
import type { Endpoint } from './endpoint.js';

const row = rowsFor('administrator');

/** A person's rights, copies of what is stored, and what was received. */
export const privacyEndpoints: readonly Endpoint[] = [
  row('get', paths.persons, 'Requests about persons, and what is left to do by hand', {
    answer: answers.personRequests,
  }),
  row('post', paths.findPerson, 'In which places a person’s data lies', {
    body: personQuerySchema,
    answer: answers.personFound,
  }),
  row('post', paths.exportPerson, 'All that is known of a person, as data and as a page', {
    body: personQuerySchema,
    answer: answers.personFiles,
  }),
  row('post', paths.rectifyPerson, 'Corrects a person in every place', {
    body: rectifyPersonSchema,
    status: 202,
    answer: answers.personRequests,
  }),
  row('post', paths.withdrawPerson, 'Takes back what a person agreed to', {
    body: personQuerySchema,
    answer: answers.personRequests,
  }),
  row('post', paths.erasePerson, 'Erases a person in every place', {
    body: erasePersonSchema,
    status: 202,
    answer: answers.personRequests,
  }),
  row('post', paths.checkPerson, 'Looks whether what was to be deleted by hand is gone', {
    body: checkPersonSchema,
    answer: answers.personRequests,
  }),
  row('get', paths.exports, 'The last sealed copies of the database', { answer: answers.exports }),
  row('post', paths.exports, 'Makes one now', { status: 202, answer: answers.exports }),
  row('get', paths.deliveries, 'What was received, with bodies masked', {
    answer: answers.deliveries,
  }),
  row('post', paths.replayDelivery, 'Does what is missing of a delivery, and nothing twice', {
    body: replayDeliverySchema,
    status: 202,
    answer: answers.deliveries,
  }),
];
