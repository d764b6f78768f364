import { Endpoint, isNotModified, noSuchRoute } from '@alataw/http';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { DOCS_CSP, docsFiles } from './docs-files';

/** The token of the OpenAPI document. */
export const OPENAPI_DOCUMENT = Symbol('OpenAPI document');

@Controller()
export class DocsController {
  private readonly files = docsFiles();

  constructor(@Inject(OPENAPI_DOCUMENT) private readonly document: Readonly<Record<string, unknown>>) {}

  @Get('/openapi.json')
  @Endpoint({ access: 'public' })
  openapi(@HttpExchange() { reply }: Exchange): unknown {
    reply.header('cache-control', 'public, max-age=300');
    return this.document;
  }

  @Get('/docs')
  @Endpoint({ access: 'public' })
  page(@HttpExchange() exchange: Exchange): Buffer | undefined {
    return this.send('', exchange);
  }

  @Get('/docs/:file')
  @Endpoint({ access: 'public' })
  file(@Param('file') name: string, @HttpExchange() exchange: Exchange): Buffer | undefined {
    return this.send(name, exchange);
  }

  private send(name: string, { request, reply }: Exchange): Buffer | undefined {
    const file = this.files.get(name);
    if (file === undefined) throw noSuchRoute();
    reply.headers({ etag: file.etag, 'cache-control': 'public, no-cache', 'content-security-policy': DOCS_CSP });
    if (isNotModified(request.headers['if-none-match'], file.etag)) {
      reply.status(304);
      return undefined;
    }
    reply.header('content-type', file.contentType);
    return file.content;
  }
}
