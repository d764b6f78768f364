/** Where a unit is read, e.g. `/v1/bags/B-17`. @param unitId `<kind>:<number>` */
export function linkToUnit(unitId: string): string {
  const [kind = '', number = ''] = unitId.split(':');
  return `/v1/${kind}s/${number}`;
}
