// The ceiling: an Express handler that parses the same body and answers, and does nothing else.
import express from 'express';

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.post('/webhooks/leads/direct', express.json({ limit: '256kb' }), (_request, response) => {
  response.status(202).json({ captureId: '00000000-0000-4000-8000-000000000000' });
});
const server = app.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
