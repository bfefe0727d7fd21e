import { Router } from 'express';
import type { RequestHandler } from 'express';
import { adminPaths } from '../../../../contract/paths.js';
import type { Services } from '../../services.js';
import { adminOnly } from '../middleware/admin-only.js';
import { methodNotAllowed } from '../middleware/problem.js';
import { sendWorded } from '../middleware/reader-language.js';
import type {
  ConnectionState,
  DoctorReport,
  ProvisionPlan,
  ProvisionRun,
} from '../../../../contract/admin.js';
import type { OdooConnection } from '../../../../contract/odoo-connection.js';

/** What administrators see and do in the advanced settings; mounted behind the widget's authentication. */
export function adminRoutes({
  administration,
  connection,
  leadRights,
}: Pick<Services, 'administration' | 'connection' | 'leadRights'>): Router {
  const router = Router();
  const start: RequestHandler = async (_request, response) => {
    sendWorded<ProvisionRun>(response.status(202), await administration.provisionRuns.start());
  };
  router.use('/widget/v1/admin', adminOnly(leadRights));

  addConnections(router, { administration, connection });

  router
    .route(adminPaths.doctor)
    .get(async (_request, response) => {
      sendWorded<DoctorReport>(response, await administration.readDoctor());
    })
    .post(async (_request, response) => {
      sendWorded<DoctorReport>(response, await administration.runDoctor());
    })
    .all(methodNotAllowed('GET', 'POST'));

  router
    .route(adminPaths.provision)
    .get(async (_request, response) => {
      sendWorded<ProvisionPlan>(response, await administration.planProvision());
    })
    .post(start)
    .all(methodNotAllowed('GET', 'POST'));

  router
    .route(adminPaths.provisionRun)
    .get(async (_request, response) => {
      sendWorded<ProvisionRun>(response, await administration.provisionRuns.read());
    })
    .post(start)
    .all(methodNotAllowed('GET', 'POST'));

  return router;
}

function addConnections(
  router: Router,
  { administration, connection }: Pick<Services, 'administration' | 'connection'>,
): void {
  router
    .route(adminPaths.connection)
    .get(async (_request, response) => {
      sendWorded<ConnectionState>(response, await connection.read());
    })
    .post(async (_request, response) => {
      sendWorded<ConnectionState>(response, await administration.testConnection());
    })
    .all(methodNotAllowed('GET', 'POST'));

  router
    .route(adminPaths.odooConnection)
    .get(async (_request, response) => {
      sendWorded<OdooConnection>(response, await administration.odooConnection.read());
    })
    .post(async (_request, response) => {
      sendWorded<OdooConnection>(response, await administration.odooConnection.test());
    })
    .all(methodNotAllowed('GET', 'POST'));
}
