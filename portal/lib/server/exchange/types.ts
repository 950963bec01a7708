import type { Version } from '../../../../importers/xbeteiligung/versions.ts';
import type { Services } from '../services.ts';

/** Which messages a partner gets: 045x, 070x, 0750. */
export const RECEIVES = ['information', 'statement', 'invitation'] as const;
export type Receives = (typeof RECEIVES)[number];

export type MessageState = 'received' | 'answered' | 'refused' | 'queued' | 'sent' | 'failed';

/** A system that exchanges messages with a tenant. Its tokens are not among this. */
export interface Partner {
	id: string;
	tenantId: string;
	name: string;
	url: string;
	/** Name of the partner's folder below the drop folder; empty: none. */
	folder: string;
	version: Version;
	receives: Receives[];
	/** Whether a token for its messages to us exists, and one for ours to it. */
	hasToken: boolean;
	hasSecret: boolean;
	disabledAt: Date | null;
	createdAt: Date;
}

export interface ExchangeMessage {
	id: string;
	partnerId: string;
	partnerName: string;
	direction: 'in' | 'out';
	code: string;
	version: string;
	uuid: string;
	answersUuid: string | null;
	procedureId: string | null;
	procedureTitle: string | null;
	subject: string;
	state: MessageState;
	error: { code: string; message: string } | null;
	tries: number;
	nextTryAt: Date | null;
	at: Date;
	doneAt: Date | null;
}

export type ExchangeServices = Pick<Services, 'config' | 'db' | 'files' | 'queue' | 'secret' | 'now' | 'log'>;
