import { DomainError } from '../../../../gis/errors.ts';
import { VARIANTS, type GeometryKind, type Variant } from '../../../../styles/types.ts';
import { graphicSvg } from '../../../../styles/sld/graphics.ts';
import { writeSldFor } from '../../../../styles/sld/write-sld.ts';
import { classesWithDeciders } from './deciders.ts';

/** Kinds of geometry in the names of the files. */
export const SLD_FILES: Readonly<Record<GeometryKind, string>> = { area: 'flaechen', line: 'linien', point: 'punkte' };

const made = new Map<string, string>();

export const isVariant = (text: string | null): text is Variant => (VARIANTS as readonly (string | null)[]).includes(text);

/**
 * Files of the page of signs: `planzeichen-<flaechen|linien|punkte>-<variant>.sld` and the pictures they name,
 * `<variant>-<picture>.svg`.
 * @param origin address of the portal, for the pictures
 * @throws DomainError `not_found`
 */
export async function signFile(name: string, origin: string): Promise<{ body: string; mediaType: string }> {
	const [, kind, sldVariant] = /^planzeichen-(\w+)-(\w+)\.sld$/.exec(name) ?? [];
	const geometry = (Object.keys(SLD_FILES) as GeometryKind[]).find((each) => SLD_FILES[each] === kind);
	if (geometry && isVariant(sldVariant ?? null)) {
		return { body: await sld(geometry, sldVariant as Variant, origin), mediaType: 'application/vnd.ogc.sld+xml; charset=utf-8' };
	}
	const [, variant, picture] = /^(\w+?)-([\w-]+)\.svg$/.exec(name) ?? [];
	const svg = isVariant(variant ?? null) ? graphicSvg(picture!, variant as Variant) : undefined;
	if (svg === undefined) throw new DomainError('not_found');
	return { body: svg, mediaType: 'image/svg+xml' };
}

async function sld(geometry: GeometryKind, variant: Variant, origin: string): Promise<string> {
	const key = `${geometry} ${variant} ${origin}`;
	let text = made.get(key);
	if (text === undefined) {
		const classes = await classesWithDeciders('6.0');
		text = writeSldFor({
			geometry,
			variant,
			layer: `Planzeichen ${SLD_FILES[geometry]}`,
			graphics: `${origin}/zeichen/${variant}-`,
			classes,
			classColumn: 'class'
		});
		if (made.size > 20) made.clear();
		made.set(key, text);
	}
	return text;
}
