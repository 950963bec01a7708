import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { qrSheetTexts as texts } from '../../texts/trail-staff.ts';
import { lineText } from '../../texts/trails.ts';
import type { TenantSummary } from '../accounts/types.ts';
import { drawQrCode } from '../draw-qr.ts';
import type { Services } from '../services.ts';
import { openTaggedPdf, PDF_WIDTH } from '../tagged-pdf.ts';
import { selectPosts } from './network-queries.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Points; as wide as the page allows, so that it is scanned from the way. */
const CODE = 300;

export interface QrSheetInput {
	tenant: string;
	sheets: { number: string; name: string; lines: string[]; url: string }[];
	now: Date;
}

/** Page per post with its number and the code that opens the form for it. */
export function writeQrSheet({ tenant, sheets, now }: QrSheetInput): Promise<Buffer> {
	const { doc, page, finish } = openTaggedPdf({ title: texts.title(sheets.map(({ number }) => number).join(', ').slice(0, 100)), author: tenant, now });
	for (const [index, { number, name, lines, url }] of sheets.entries()) {
		if (index > 0) doc.addPage();
		page.heading('H1', [texts.number(number), name].filter(Boolean).join(' · '));
		page.paragraph(tenant);
		page.paragraph(texts.lead, 15);
		page.figure(CODE, texts.alt(url), (x, y) => drawQrCode(doc, url, x + (PDF_WIDTH - CODE) / 2, y, CODE));
		page.paragraph(texts.address(url), 11);
		if (lines.length > 0) page.list(lines);
	}
	return finish();
}

/** @throws DomainError `not_found` */
export async function qrSheetPdf(services: Pick<Services, 'work' | 'now' | 'config'>, scope: TenantScope, tenant: Pick<TenantSummary, 'name' | 'slug'>, postId: string): Promise<Uint8Array<ArrayBuffer>> {
	const posts = UUID.test(postId) ? await selectPosts(scope, postId) : [];
	if (posts.length === 0) throw new DomainError('not_found');
	const input: QrSheetInput = {
		tenant: tenant.name,
		sheets: posts.map(({ number, name, token, signs }) => ({
			number,
			name,
			lines: signs.flatMap(({ lines }) => lines.map(lineText)),
			url: `${services.config.publicUrl}/${tenant.slug}/standort/${token}`
		})),
		now: services.now()
	};
	return services.work.run('trail-pdf', { kind: 'qr', input }, { seconds: 30, megabytes: 256 });
}
