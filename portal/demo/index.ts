export { demoTenants, type DemoTenant } from './tenants.ts';
export { demoPlans, type DemoPlan } from './plans.ts';
export { CRS } from './geometry.ts';
