/**
 * The fields of one row, unquoted, by RFC 4180.
 * @param row without its line break; its quotes are in order
 */
export function fieldsOf(row: string): string[] {
  if (!row.includes('"')) return row.split(',');
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (row[at] === '"') {
      let end = row.indexOf('"', at + 1);
      while (end !== -1 && row[end + 1] === '"') end = row.indexOf('"', end + 2);
      if (end === -1) end = row.length;
      fields.push(row.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
    } else {
      const end = row.indexOf(',', at);
      fields.push(row.slice(at, end === -1 ? row.length : end));
      at = end === -1 ? row.length : end;
    }
    if (at >= row.length) return fields;
    at += 1; // the comma
    if (at === row.length) {
      fields.push('');
      return fields;
    }
  }
}
