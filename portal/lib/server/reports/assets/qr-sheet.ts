import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { assetTexts as texts } from '../../../texts/assets.ts';
import { drawQrCode } from '../../draw-qr.ts';
import type { Services } from '../../services.ts';
import { openTaggedPdf, PDF_WIDTH } from '../../tagged-pdf.ts';
import { selectForSheet, selectUses } from './asset-queries.ts';
import { readLayer } from './layers.ts';

/** More codes than anybody glues on in a week; a sheet of them takes seconds. */
export const MOST_CODES = 600;
const COLUMNS = 3;
const CODE = 120;
/** Of a label, in points: the code, its number, what it is for. */
const HEIGHT = 170;

/**
 * Labels to print and glue on: each opens the form with its thing chosen.
 * @throws DomainError `not_found`: no such layer, or no category asks for it
 */
export async function assetQrSheet(services: Pick<Services, 'config' | 'now'>, scope: TenantScope, tenant: { slug: string; name: string }, layerId: string): Promise<Buffer> {
	const layer = await readLayer(scope, layerId);
	const uses = await selectUses(scope, layerId);
	if (uses.length === 0) throw new DomainError('not_found');
	const assets = await selectForSheet(scope, layerId, MOST_CODES);
	const { doc, page, finish } = openTaggedPdf({ title: texts.qrSheet(layer.name, tenant.name), author: tenant.name, now: services.now() });
	page.heading('H1', texts.qrSheet(layer.name, tenant.name));
	if (layer.count > MOST_CODES) page.paragraph(texts.qrMost(MOST_CODES));
	const width = PDF_WIDTH / COLUMNS;
	for (let from = 0; from < assets.length; from += COLUMNS) {
		const row = assets.slice(from, from + COLUMNS);
		page.figure(HEIGHT, row.map(({ ref }) => `${layer.item_name} ${ref}`).join(', '), (left, top) => {
			for (const [index, { id, ref }] of row.entries()) {
				const x = left + index * width;
				drawQrCode(doc, urlOf(services.config.publicUrl, tenant.slug, uses, id), x + (width - CODE) / 2, top, CODE);
				doc.fillColor('#111111').font('bold').fontSize(11).text(`${layer.item_name} ${ref}`, x, top + CODE + 2, { width, align: 'center', height: 14, ellipsis: true });
				doc.font('regular').fontSize(8.5).text(texts.qrCall, x, top + CODE + 17, { width, align: 'center', height: 12 });
				doc.text(tenant.name, x, top + CODE + 28, { width, align: 'center', height: 12, ellipsis: true });
			}
		});
	}
	return finish();
}

/** With the category where only one asks for such things. */
function urlOf(publicUrl: string, slug: string, uses: { reporter: string; category: string }[], id: string): string {
	const query = new URLSearchParams({ objekt: id, ...(uses.length === 1 ? { kategorie: uses[0]!.category } : {}) });
	return `${publicUrl}/${slug}/melden/${uses[0]!.reporter}?${query}`;
}
