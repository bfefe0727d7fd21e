import type { Model } from '../orm/model.js';
import { baseModels } from './base.js';
import { contractModels } from './contract.js';
import { crmModels } from './crm.js';
import { irModels } from './ir.js';
import { mailModels, messagePost } from './mail.js';
import { partnerModels } from './partner.js';
import { productModels } from './product.js';
import { projectModels } from './project.js';
import { saleModels } from './sale.js';
import { utmModels } from './utm.js';

const all = [
  ...baseModels,
  ...partnerModels,
  ...crmModels,
  ...utmModels,
  ...projectModels,
  ...saleModels,
  ...productModels,
  ...contractModels,
  ...mailModels,
  ...irModels,
];

/** Records with chatter can be posted to. */
export const modelsByName: ReadonlyMap<string, Model> = new Map(
  all.map((model) => [
    model.name,
    model.thread ? { ...model, methods: { ...model.methods, message_post: messagePost } } : model,
  ]),
);
