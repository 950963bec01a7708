import { DomainError } from '../../../../gis/errors.ts';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { disposition } from '../plans/documents.ts';
import type { Services } from '../services.ts';
import { takeFrom } from '../throttle.ts';
import { NOTICE_FORMATS, NOTICE_MEDIA_TYPES, type NoticeFile, type NoticeFormat } from './file-types.ts';
import { noticePath, readDraft, readPublicNotice } from './notice.ts';
import { tenantOf } from './notice-queries.ts';

type Needs = Pick<Services, 'config' | 'work'>;
const LIMITS = { seconds: 30, megabytes: 256 };
/** Files per ten minutes and address. */
export const NOTICE_FILE_LIMIT = 60;
const TEN_MINUTES = 600;

/** Keeps one address from having the portal write all day. @throws DomainError `notice_file_throttled` */
export async function admitToNoticeFiles(services: Pick<Services, 'db' | 'now' | 'secret'>, client: string): Promise<void> {
	const { allowed } = await takeFrom(services, `notice-file:${client}`, NOTICE_FILE_LIMIT, TEN_MINUTES);
	if (!allowed) throw new DomainError('notice_file_throttled');
}

/** @throws DomainError `not_found` */
export function noticeFormat(text: string): NoticeFormat {
	const format = NOTICE_FORMATS.find((each) => each === text);
	if (!format) throw new DomainError('not_found');
	return format;
}

/** A published notice as a file. @throws DomainError `not_found`, and those of the work pool */
export async function publishedNoticeFile(
	services: Needs,
	scope: TenantScope,
	{ procedureId, noticeId, format }: { procedureId: string; noticeId: string; format: NoticeFormat },
	now: Date
): Promise<Response> {
	const notice = await readPublicNotice(scope, procedureId, noticeId);
	const { slug, name } = await tenantOf(scope);
	const address = `${services.config.publicUrl}${noticePath(slug, notice)}`;
	const publication = { publishedIn: notice.publishedIn, publishedOn: notice.publishedOn!, address, replaced: notice.replacedById !== null };
	const content = await write(services, { format, publisher: name, blocks: notice.blocks, publication, now });
	// Only whether it is replaced can change.
	return response(content, format, `bekanntmachung-${notice.publishedOn}`, 'public, max-age=300');
}

/** The notice of a step as it would be published now, for staff. @throws DomainError `not_found`, and those of the work pool */
export async function draftNoticeFile(services: Needs, scope: TenantScope, { stepId, format }: { stepId: string; format: NoticeFormat }, now: Date): Promise<Response> {
	const { blocks, tenant } = await readDraft(scope, stepId, { publicUrl: services.config.publicUrl, now });
	const content = await write(services, { format, publisher: tenant.name, blocks, publication: null, now });
	return response(content, format, 'bekanntmachung-entwurf', 'private, no-store');
}

const write = (services: Needs, task: NoticeFile): Promise<Uint8Array<ArrayBuffer>> => services.work.run('notice-file', task, LIMITS);

function response(content: Uint8Array<ArrayBuffer>, format: NoticeFormat, name: string, cache: string): Response {
	return new Response(content, {
		headers: {
			'Content-Type': NOTICE_MEDIA_TYPES[format],
			'Content-Length': String(content.byteLength),
			'Content-Disposition': disposition(format === 'pdf' ? 'inline' : 'attachment', `${name}.${format}`),
			'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
			'X-Content-Type-Options': 'nosniff',
			'Cache-Control': cache
		}
	});
}
