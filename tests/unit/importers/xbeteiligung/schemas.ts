import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Version } from '../../../../importers/xbeteiligung/versions.ts';

/** The schemas lie beside the project, not in it. */
export const SHARED = join(import.meta.dirname, '../../../../../shared/xbeteiligung');
/** Why nothing can be validated here; null when it can. */
export const NO_SCHEMAS = existsSync(SHARED) ? null : '../shared/xbeteiligung is missing';

/** Validates a message against the schema of its version; throws with what xmllint says. */
export function validate(version: Version, xml: string): void {
	const folder = mkdtempSync(join(tmpdir(), 'xbeteiligung-'));
	try {
		const file = join(folder, 'message.xml');
		writeFileSync(file, xml);
		execFileSync('xmllint', ['--nonet', '--noout', '--schema', join(SHARED, `xsd-${version}`, 'xbeteiligung.xsd'), file], { stdio: 'pipe' });
	} finally {
		rmSync(folder, { recursive: true });
	}
}
