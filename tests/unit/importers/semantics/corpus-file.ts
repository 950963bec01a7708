import { createReadStream } from 'node:fs';
import { loadCatalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import { checkSemantics } from '../../../../importers/xplan/checks/semantics/check-semantics.ts';
import { FindingList } from '../../../../importers/xplan/findings.ts';
import { withDefaults } from '../../../../importers/xplan/limits.ts';
import type { DocumentHeader, Feature, Finding } from '../../../../importers/xplan/model.ts';
import { readXplanGml } from '../../../../importers/xplan/reader.ts';

/** All findings of the semantic check in a GML file, none left out. */
export async function semanticFindingsOfFile(path: string): Promise<Finding[]> {
	const limits = withDefaults({ maxFindings: 1_000_000, maxFindingsPerRule: 1_000_000 });
	const features: Feature[] = [];
	let header: DocumentHeader | undefined;
	for await (const event of readXplanGml(createReadStream(path), { limits })) {
		if (event.type === 'features') features.push(...event.features);
		else if (event.type === 'end') header = event.summary.header;
	}
	const byId = new Map([...features].reverse().map((feature) => [feature.gmlId, feature]));
	const findings = new FindingList(limits);
	await checkSemantics({ header: header!, catalogue: await loadCatalogue(header!.version), features, byId }, { findings });
	return findings.all();
}
