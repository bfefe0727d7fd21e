import type { ConversationPoints } from '../score/score-tables.js';

/**
 * What each answer of a service's conversation earns (R4.3). Contabilidad and Fiscal are the specification's; Nómina and
 * Consultoría are made from their conditional fields in the same style (R4.2). An answer counts whoever got it: the bot, the form or
 * an executive. Only the questions on the path of the given answers count.
 */
export const conversationPoints = {
  accounting: {
    question: 'manages_inventory',
    branches: [
      {
        options: ['yes'],
        points: 20,
        next: {
          question: 'monthly_transactions',
          branches: [
            { from: 501, points: 15 },
            { from: 100, to: 500, points: 10 },
            { to: 99, points: 5 },
          ],
        },
      },
      {
        // Who will have an inventory later has none today.
        options: ['no', 'soon'],
        points: 10,
        next: {
          question: 'special_reports',
          branches: [
            { options: ['banks', 'investors', 'yes'], points: 10 },
            { options: ['no'], points: 0 },
          ],
        },
      },
    ],
  },
  tax: {
    question: 'dgii_up_to_date',
    branches: [
      {
        options: ['yes'],
        points: 15,
        next: {
          question: 'tax_planning',
          branches: [
            { options: ['regularization'], points: 20 },
            { options: ['planning'], points: 10 },
            { options: ['compliance'], points: 5 },
          ],
        },
      },
      {
        options: ['no'],
        points: 25,
        next: {
          question: 'tax_planning',
          branches: [
            { options: ['regularization'], points: 20 },
            { options: ['planning'], points: 10 },
            { options: ['compliance'], points: 5 },
          ],
        },
      },
      // "Te conectaré con un especialista": nothing more is asked.
      { options: ['unknown'], points: 20 },
    ],
  },
  payroll: {
    question: 'variable_commissions',
    branches: [
      {
        options: ['yes'],
        points: 20,
        next: {
          question: 'payroll_employees',
          branches: [
            { from: 51, points: 15 },
            { from: 11, to: 50, points: 10 },
            { to: 10, points: 5 },
          ],
        },
      },
      {
        options: ['no'],
        points: 10,
        next: {
          question: 'payroll_employees',
          branches: [
            { from: 51, points: 15 },
            { from: 11, to: 50, points: 10 },
            { to: 10, points: 5 },
          ],
        },
      },
    ],
  },
  consulting: {
    question: 'engagement_type',
    branches: [
      {
        options: ['continuous'],
        points: 20,
        next: {
          question: 'consulting_area',
          branches: [
            { options: ['processes', 'systems', 'restructuring'], points: 15 },
            { options: ['finance', 'other'], points: 10 },
          ],
        },
      },
      {
        options: ['project'],
        points: 10,
        next: {
          question: 'result_deadline',
          branches: [
            { options: ['yes'], points: 15 },
            { options: ['no'], points: 5 },
          ],
        },
      },
    ],
  },
} as const satisfies ConversationPoints;
