import { createServer, type Server } from 'node:http';
import type { Customs } from './customs/customs';
import { answerCustoms } from './customs/customs-routes';
import type { Progress } from './simulation';

/**
 * Tells how far the run has come: `GET /status` answers with a {@link Progress}, `/health/live` and `/health/ready` with 200
 * while the simulator runs.
 * @param customs answers below `/customs`; null where nobody plays it
 */
export function startStatusServer(
  { host, port }: { readonly host: string; readonly port: number },
  progress: () => Progress,
  customs: Customs | null = null,
): Promise<Server> {
  const answers: Readonly<Record<string, () => object>> = {
    '/status': progress,
    '/health/live': () => ({ status: 'live' }),
    '/health/ready': () => ({ status: 'ready', waitingFor: {} }),
  };
  const server = createServer((request, response) => {
    if (customs !== null && request.url?.startsWith('/customs/') === true) {
      answerCustoms(customs, request, response).then(
        (isKnown) => isKnown || response.writeHead(404).end(),
        () => response.destroy(),
      );
      return;
    }
    const answer = answers[request.url ?? ''];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer?.() ?? {}));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
