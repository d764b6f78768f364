import { Endpoint, preferredLanguage, Problem } from '@alataw/http';
import { codeLists, isCodeList, languages, type CodeListName, type Language } from '@alataw/values';
import { Controller, Get, Param } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { HttpExchange, type Exchange } from '../api/exchange.decorator';
import { unlessKnown } from '../api/unless-known';

/** A list in one language, as it is sent. */
interface Page {
  readonly text: string;
  readonly etag: string;
}

/** The published codes in words. They are public like the schemas: they tell what may be said, and nothing of what was. */
@Controller('/v1/codes')
export class CodesController {
  private readonly pages = new Map<string, Page>();

  @Get()
  @Endpoint({ access: 'public' })
  all(@HttpExchange() exchange: Exchange): string | undefined {
    return this.send(exchange, 'all', (language) => ({
      language,
      lists: Object.keys(codeLists)
        .filter(isCodeList)
        .map((name) => listIn(language, name)),
    }));
  }

  @Get(':list')
  @Endpoint({ access: 'public' })
  one(@Param('list') name: string, @HttpExchange() exchange: Exchange): string | undefined {
    if (!isCodeList(name)) {
      throw new Problem(404, 'LIST_NOT_FOUND', 'There is no such list of codes: see /v1/codes for their names.');
    }
    return this.send(exchange, `list ${name}`, (language) => listIn(language, name));
  }

  private send(exchange: Exchange, key: string, make: (language: Language) => object): string | undefined {
    const wanted = preferredLanguage(exchange.request.headers['accept-language'], languages);
    const language = languages.find((own) => own === wanted) ?? languages[0];
    const page = this.page(`${key} ${language}`, () => make(language));
    const cached = { 'cache-control': 'public, max-age=300', vary: 'Accept-Language', 'content-language': language };
    return unlessKnown(exchange, { etag: page.etag, ...cached }, () => {
      exchange.reply.header('content-type', 'application/json; charset=utf-8');
      return page.text;
    });
  }

  /** Made once: there are as many pages as lists and languages. */
  private page(key: string, make: () => object): Page {
    const known = this.pages.get(key);
    if (known !== undefined) return known;
    const text = JSON.stringify(make());
    const page = { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
    this.pages.set(key, page);
    return page;
  }
}

function listIn(language: Language, name: CodeListName): object {
  const { title, codes } = codeLists[name];
  return {
    list: name,
    language,
    title: title[language],
    codes: Object.entries(codes).map(([code, { pointer, ...words }]) => ({
      code,
      meaning: words[language],
      ...(pointer === undefined ? {} : { pointer }),
    })),
  };
}
