/**
 * The deepest of the navigation's addresses that holds the page: on /alerts/new that is /alerts, unless /alerts/new
 * is an entry of its own. Undefined on a page that is in none.
 */
export function currentHref(pathname: string, hrefs: string[]) {
  const holders = hrefs.filter(
    (href) => pathname === href || (href !== "/" && pathname.startsWith(`${href}/`)),
  );
  return holders.sort((a, b) => b.length - a.length)[0];
}
