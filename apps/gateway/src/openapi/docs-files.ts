import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of the documentation pages. */
export interface DocsFile {
  readonly content: Buffer;
  readonly contentType: string;
  readonly etag: string;
}

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Alataw API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

/** No validator badge: it would send the document's address to somebody else. */
const START = `window.ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true,
  persistAuthorization: false,
});
`;

const FROM_PACKAGE: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/** Only files of this origin; the page's own style attributes and icons are inline. */
export const DOCS_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The files under `/docs/`, by name; '' is the page. Read once, at the start. */
export function docsFiles(): ReadonlyMap<string, DocsFile> {
  const folder = dirname(require.resolve('swagger-ui-dist/package.json'));
  const files = new Map<string, DocsFile>([
    ['', fileOf(Buffer.from(PAGE), 'text/html; charset=utf-8')],
    ['start.js', fileOf(Buffer.from(START), 'text/javascript; charset=utf-8')],
  ]);
  for (const [name, contentType] of Object.entries(FROM_PACKAGE)) {
    files.set(name, fileOf(readFileSync(join(folder, name)), contentType));
  }
  return files;
}

function fileOf(content: Buffer, contentType: string): DocsFile {
  return { content, contentType, etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"` };
}
