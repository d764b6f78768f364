import { Endpoint, noSuchRoute } from '@alataw/http';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { unlessKnown } from '../api/unless-known';
import { DOCS_CSP, docsFiles } from './docs-files';

/** The token of the OpenAPI document. */
export const OPENAPI_DOCUMENT = Symbol('OpenAPI document');
/** The token of the AsyncAPI document. */
export const ASYNCAPI_DOCUMENT = Symbol('AsyncAPI document');

@Controller()
export class DocsController {
  private readonly files = docsFiles();

  constructor(
    @Inject(OPENAPI_DOCUMENT) private readonly openApi: Readonly<Record<string, unknown>>,
    @Inject(ASYNCAPI_DOCUMENT) private readonly asyncApi: Readonly<Record<string, unknown>>,
  ) {}

  @Get('/openapi.json')
  @Endpoint({ access: 'public' })
  openapi(@HttpExchange() { reply }: Exchange): unknown {
    reply.header('cache-control', 'public, max-age=300');
    return this.openApi;
  }

  @Get('/asyncapi.json')
  @Endpoint({ access: 'public' })
  asyncapi(@HttpExchange() { reply }: Exchange): unknown {
    reply.header('cache-control', 'public, max-age=300');
    return this.asyncApi;
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

  private send(name: string, exchange: Exchange): Buffer | undefined {
    const file = this.files.get(name);
    if (file === undefined) throw noSuchRoute();
    const cached = { 'cache-control': 'public, no-cache', 'content-security-policy': DOCS_CSP };
    return unlessKnown(exchange, { etag: file.etag, ...cached }, () => {
      exchange.reply.header('content-type', file.contentType);
      return file.content;
    });
  }
}
