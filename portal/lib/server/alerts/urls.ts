import type { Config } from '../config.ts';

type Address = Pick<Config, 'publicUrl'>;

export const ALERTS = '/benachrichtigungen';
/** What mail programs call to unsubscribe (RFC 8058). */
export const ONE_CLICK = `${ALERTS}/abmelden`;

export const confirmUrl = ({ publicUrl }: Address, token: string) => `${publicUrl}${ALERTS}/bestaetigen/${token}`;
export const manageUrl = ({ publicUrl }: Address, token: string) => `${publicUrl}${ALERTS}/${token}`;

/** One-click unsubscribe (RFC 2369, RFC 8058): the mail program posts to the address, without anybody opening a page. */
export function mailHeaders({ publicUrl }: Address, token: string): Record<string, string> {
	return {
		'List-Unsubscribe': `<${publicUrl}${ONE_CLICK}/${token}>`,
		'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
		Precedence: 'list'
	};
}
