import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { bootData, type PageData, type View } from './boot.js';
import { type HostTools, sessionUser } from './host-tools.js';
import type { Html } from './html.js';
import { advancedPage } from './pages/advanced-page.js';
import { leadCard } from './pages/lead-card.js';
import { leadList } from './pages/lead-list.js';
import { adminsOnly, notFound, refusedZip } from './pages/notices.js';
import { pipelinePage } from './pages/pipeline-page.js';
import { salesbotPage } from './pages/salesbot-page.js';
import { settingsPage } from './pages/settings-page.js';
import { shell } from './pages/shell.js';
import { readSwitches } from './switches.js';
import { readInstall } from './widget-install.js';
import { wordsFor } from './words.js';

interface Place {
  readonly path: string;
  readonly location: string;
  readonly area: (code: string) => string;
  readonly entity: string | null;
  readonly forAdmins: boolean;
  readonly draw: (data: PageData) => Html;
}

/** Every place a widget can appear in; the order is that of the menu. */
const places: readonly Place[] = [
  {
    path: '/leads/detail/:id',
    location: 'lcard',
    area: () => 'leads_card',
    entity: 'leads',
    forAdmins: false,
    draw: leadCard,
  },
  {
    path: '/leads/list',
    location: 'llist',
    area: () => 'leads',
    entity: 'leads',
    forAdmins: false,
    draw: leadList,
  },
  {
    path: '/settings/widgets',
    location: 'settings',
    area: () => 'widgetsSettings',
    entity: null,
    forAdmins: true,
    draw: settingsPage,
  },
  {
    path: '/settings/advanced/:code',
    location: 'advanced_settings',
    area: (code) => `advanced-settings:${code}`,
    entity: null,
    forAdmins: true,
    draw: advancedPage,
  },
  {
    path: '/settings/pipeline/leads',
    location: 'digital_pipeline',
    area: () => 'leads-pipeline',
    entity: 'leads',
    forAdmins: true,
    draw: pipelinePage,
  },
  {
    path: '/settings/salesbot',
    location: 'salesbot_designer',
    area: () => 'settings-communications',
    entity: null,
    forAdmins: true,
    draw: salesbotPage,
  },
];

export function createPagesRouter(tools: HostTools): Router {
  const router = express.Router();
  for (const place of places) {
    router.get(place.path, (request, response) => sendPlace(tools, place, { request, response }));
  }
  return router;
}

async function sendPlace(
  tools: HostTools,
  place: Place,
  { request, response }: { readonly request: Request; readonly response: Response },
): Promise<void> {
  const switches = readSwitches(request.query);
  const words = wordsFor(switches.lang);
  const zip = await tools.loadWidget();
  if (zip.kind === 'refused') {
    response.status(422).send(refusedZip(words, switches, zip.problems).markup);
    return;
  }
  const user = sessionUser(request, tools.options.users);
  if (user === undefined || (place.forAdmins && !user.isAdmin)) {
    response.status(403).send(adminsOnly(words, switches, tools.options.users).markup);
    return;
  }
  const data = await readPage(tools, viewOf(place, request, tools.options.widgetCode), {
    ...{ switches, words, user },
    manifest: zip.manifest,
    languages: zip.languages,
  });
  if (data.view.cardId !== null && data.view.cardId !== 0 && data.lead === null) {
    response.status(404).send(notFound(words, switches).markup);
    return;
  }
  response.send(shell(data, place.draw(data), bootData(data)).markup);
}

function viewOf(place: Place, request: Request, code: string): View {
  const { area, location, entity } = place;
  const id = request.params['id'];
  return { area: area(code), location, entity, cardId: id === undefined ? null : Number(id) };
}

type Known = Pick<PageData, 'switches' | 'words' | 'user' | 'manifest' | 'languages'>;

async function readPage(tools: HostTools, view: View, known: Known): Promise<PageData> {
  const { options, store } = tools;
  const [lead, leads, fields, pipelines, install, triggers] = await Promise.all([
    isSavedCard(view.cardId) ? options.readLead(view.cardId) : null,
    view.location === 'llist' ? options.listLeads() : [],
    options.listFields(),
    options.listPipelines(),
    readInstall(options, store),
    store.read('triggers'),
  ]);
  return {
    ...{ options, view, lead, leads, fields, pipelines, install },
    triggers: z.array(z.unknown()).safeParse(triggers).data ?? [],
    ...known,
  };
}

/** Card 0 is a lead that is not saved yet. */
function isSavedCard(id: number | null): id is number {
  return id !== null && Number.isInteger(id) && id > 0;
}
