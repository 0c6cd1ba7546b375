import { useSyncExternalStore } from 'react';

/** An address inside the window: `#/review/<id>?reason=x` is screen `review`, id `<id>`. */
export type Place = { screen: string; id: string | undefined; search: URLSearchParams };

export function parsePlace(hash: string): Place {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [screen = '', id] = path.split('/');
  return { screen: screen || 'home', id: id ? decodeURIComponent(id) : undefined, search: new URLSearchParams(search) };
}

export function placeHref(screen: string, id?: string, search?: Record<string, string>): string {
  const query = search ? new URLSearchParams(search).toString() : '';
  return `#/${screen}${id ? `/${encodeURIComponent(id)}` : ''}${query ? `?${query}` : ''}`;
}

/** Goes to a place; `replace` leaves no step behind for the back button. */
export function go(href: string, options: { replace?: boolean } = {}): void {
  if (!options.replace) {
    window.location.hash = href;
    return;
  }
  window.history.replaceState(null, '', href);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return parsePlace(hash);
}
