import {
  countryOfCustomsCode,
  currencyOfCustomsCode,
  gramsRoundedOfKilograms,
  minorUnitsOf,
  unitOfCustomsCode,
  type Currency,
} from '@alataw/values';
import { headPath, rowPath } from './ceb603-elements';
import type { Cell, Group, Inventory } from './list-faults';

/** Customs writes numbers with up to 14 digits before the point and 5 behind it (N19,5). */
const DECIMAL = /^\d{1,14}(?:\.\d{1,10})?$/;
const WHOLE = /^(\d{1,15})(?:\.0{1,10})?$/;

const codeUnknown = (list: string): string =>
  `Send three digits of customs' list of ${list}: this code is not known here.`;

/** One head or item of a list, read value by value: what cannot be read is noted with its element and left out. */
export class GroupReader {
  /** @param index of the item, from 0; undefined for the head */
  constructor(
    private readonly list: Inventory,
    private readonly group: Group,
    private readonly index?: number,
  ) {}

  /** What an element says; undefined where it is missing or empty. */
  cell(element: string): Cell | undefined {
    const cell = this.group.get(element);
    return cell === undefined || cell.text === '' ? undefined : cell;
  }

  text(element: string): string | undefined {
    return this.cell(element)?.text;
  }

  /** A whole number; zeros behind a point do not matter. */
  whole(element: string, field: string): number | undefined {
    return this.read(
      element,
      field,
      (text) => {
        const [, digits] = WHOLE.exec(text) ?? [];
        return digits === undefined ? undefined : Number(digits);
      },
      'NUMBER_FORM',
      'Send a whole number.',
    );
  }

  country(element: string, field: string): string | undefined {
    return this.read(
      element,
      field,
      (text) => countryOfCustomsCode(text) ?? undefined,
      'CODE_UNKNOWN',
      codeUnknown('countries'),
    );
  }

  currency(element: string, field: string): Currency | undefined {
    return this.read(
      element,
      field,
      (text) => currencyOfCustomsCode(text) ?? undefined,
      'CODE_UNKNOWN',
      codeUnknown('currencies'),
    );
  }

  unit(element: string, field: string): string | undefined {
    return this.read(
      element,
      field,
      (text) => unitOfCustomsCode(text) ?? undefined,
      'CODE_UNKNOWN',
      codeUnknown('units'),
    );
  }

  /** Grams of an element in kilograms, rounded half up, never to nothing. */
  grams(element: string, field: string): number | undefined {
    const form = 'Send kilograms as a decimal number, e.g. 1.25.';
    return this.read(
      element,
      field,
      (text) => (DECIMAL.test(text) ? (gramsRoundedOfKilograms(text) ?? undefined) : undefined),
      'NUMBER_FORM',
      form,
    );
  }

  /** Minor units of an amount. More digits than the currency has are a fault, unless they are zeros. */
  amount(element: string, field: string, currency: Currency): number | undefined {
    const cell = this.cell(element);
    if (cell === undefined) return undefined;
    if (!DECIMAL.test(cell.text)) {
      this.fault(element, field, 'NUMBER_FORM', 'Send an amount as a decimal number, e.g. 12.50.');
      return undefined;
    }
    const minor = minorUnitsOf(cell.text, currency.exponent);
    if (minor !== null) return minor;
    const digits = currency.exponent === 0 ? 'no digits' : `at most ${currency.exponent} digits`;
    this.fault(
      element,
      field,
      'AMOUNT_TOO_FINE',
      `Send ${digits} behind the point: ${currency.code} has no smaller unit.`,
    );
    return undefined;
  }

  /** Notes a fault of an element; of one that is missing at the list. @param field pointer below the declaration or the item */
  fault(element: string, field: string, code: string, detail: string): void {
    const { list, index } = this;
    const path = index === undefined ? headPath(element) : rowPath(index, element);
    const pointer = field === '' ? '' : index === undefined ? `/${field}` : `/items/${index}/${field}`;
    list.faults.add(code, detail, this.group.get(element) ?? list, path, pointer);
  }

  private read<T>(
    element: string,
    field: string,
    convert: (text: string) => T | undefined,
    code: string,
    detail: string,
  ): T | undefined {
    const cell = this.cell(element);
    if (cell === undefined) return undefined;
    const value = convert(cell.text);
    if (value === undefined) this.fault(element, field, code, detail);
    return value;
  }
}
