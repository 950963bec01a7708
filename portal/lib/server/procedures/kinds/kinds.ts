import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { BUILT_IN_KINDS, builtInKind } from './definitions.ts';
import type { ProcedureKind } from './kind.ts';
import { listKindRows } from './kinds-queries.ts';

export interface OfferedKind extends ProcedureKind {
	/** The tenant has its own template. */
	own: boolean;
	/** The portal knows the kind, so that a template can be reset. */
	builtIn: boolean;
	retired: boolean;
}

/** All kinds of a tenant: the portal's own, with the tenant's templates in their place and its own kinds behind. */
export async function listKinds(scope: TenantScope): Promise<OfferedKind[]> {
	const rows = await listKindRows(scope);
	const known = BUILT_IN_KINDS.map((kind) => {
		const row = rows.find(({ key }) => key === kind.key);
		return { ...(row?.definition ?? kind), own: row !== undefined, builtIn: true, retired: row?.retired ?? false };
	});
	const others = rows.filter(({ key }) => !builtInKind(key)).map((row) => ({ ...row.definition, own: true, builtIn: false, retired: row.retired }));
	return [...known, ...others];
}

/** @throws DomainError `not_found` */
export async function readKind(scope: TenantScope, key: string): Promise<OfferedKind> {
	const kind = (await listKinds(scope)).find((each) => each.key === key);
	if (!kind) throw new DomainError('not_found');
	return kind;
}
