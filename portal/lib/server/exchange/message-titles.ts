import { FACTS } from '../../../../importers/xbeteiligung/versions.ts';

/** Name of a message as the standard has it, for lists and the protocol. */
export function messageTitle(code: string): string {
	return FACTS['1.3'].elements[code] ?? (code ? `Nachricht ${code}` : 'Unlesbare Nachricht');
}
