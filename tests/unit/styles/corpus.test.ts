import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '../../../importers/xplan/plans.ts';
import { readXplanGml } from '../../../importers/xplan/reader.ts';
import { KIND_ABBREVIATIONS } from '../../../styles/abbreviations.ts';
import { purposesOf, valueOf } from '../../../styles/attributes.ts';
import { signFor } from '../../../styles/index.ts';
import type { GeometryKind, StyledObject } from '../../../styles/types.ts';

interface ManifestRow {
	file: string;
	version: string | null;
	members: number | null;
}

const folder = join(import.meta.dirname, '../../../../shared/xplanung');
const manifest = join(folder, 'manifest.json');
const missing = !existsSync(manifest);
const rows = missing ? [] : (JSON.parse(readFileSync(manifest, 'utf8')) as ManifestRow[]);
const readable = rows.filter(({ version, members }) => members !== null && /^([45]\.\d|6\.[01])$/.test(version ?? ''));

/** The signs of last resort: a class that gets one of them was forgotten. */
const LAST_RESORT = /^(bp|fp|rp|lp|so|xp)-(flaeche|linie|punkt)$/;

/** Classes whose sign tells the purpose; in all others the label does. */
const BY_PURPOSE =
	/^(BP_GemeinbedarfsFlaeche|FP_Gemeinbedarf|(BP_Gruen|FP_Gruen).*|BP_VerkehrsflaecheBesondererZweckbestimmung|.P_Kennzeichnung.*|FP_VerEntsorgung|SO_SchutzgebietNaturschutzrecht|LP_Schutz.*)$/;

const seen = new Map<string, { object: StyledObject; file: string; count: number }>();

describe.skipIf(missing)('signs of everything in the shared corpus (skipped where ../shared is missing)', () => {
	beforeAll(async () => {
		for (const { file } of readable) {
			let version = '';
			for await (const event of readXplanGml(createReadStream(join(folder, file)))) {
				if (event.type === 'header') version = event.header.version;
				if (event.type !== 'features') continue;
				for (const feature of event.features) {
					const kind = kindOf(feature.class);
					if (kind === 'text' || kind === 'reason') continue;
					const geometry = feature.attributes.find((attribute) => attribute.geometry)?.geometry;
					const shape: GeometryKind = !geometry || 'positions' in geometry ? 'point' : 'curves' in geometry ? 'line' : 'area';
					const object = { class: feature.class, version, geometry: shape, attributes: feature.attributes };
					const codes = purposesOf(object).map(({ code }) => code);
					const key = [feature.class, shape, version[0], valueOf(object, 'besondereArtDerBaulNutzung'), ...codes].join(' ');
					const entry = seen.get(key);
					if (entry) entry.count++;
					else seen.set(key, { object, file, count: 1 });
				}
			}
		}
	}, 60_000);

	it('reads the corpus', () => {
		const classes = new Set([...seen.values()].map(({ object }) => object.class));
		expect(readable.length).toBeGreaterThan(100);
		expect(classes.size).toBeGreaterThan(100);
	});

	it('gives every class that occurs a sign made for it', () => {
		const forgotten = [...seen.values()].filter(({ object }) => LAST_RESORT.test(signFor(object)));
		expect(forgotten.map(({ object, file }) => `${object.class} (${object.geometry}) in ${file}`)).toEqual([]);
	});

	it('gives every special kind of building use that occurs its own sign and abbreviation', () => {
		const kinds = [...seen.values()].filter(({ object }) => valueOf(object, 'besondereArtDerBaulNutzung') !== undefined);
		expect(kinds.length).toBeGreaterThan(10);
		for (const { object } of kinds) {
			const code = valueOf(object, 'besondereArtDerBaulNutzung')!;
			if (code === '9999') continue;
			expect(signFor(object), `${object.class} ${code}`).not.toMatch(/bauflaeche$/);
			expect(KIND_ABBREVIATIONS[code], code).toBeDefined();
		}
	});

	it('gives every purpose that occurs its own sign, where the sign tells the purpose', () => {
		const general: string[] = [];
		for (const { object, file } of seen.values()) {
			const [first] = purposesOf(object);
			if (!BY_PURPOSE.test(object.class) || !first || first.code === '9999' || !/^\d+$/.test(first.code)) continue;
			const without = { ...object, attributes: object.attributes.filter(({ name }) => !/weckbestimmung|artDerFestlegung/.test(name)) };
			if (signFor(object) === signFor(without)) general.push(`${object.class} ${first.code} in ${file}`);
		}
		expect(general).toEqual([]);
	});
});
