export { catalog } from './catalog.ts';
export { components } from './components.ts';
export { entry } from './entry.ts';
export { errors } from './errors.ts';
export { imports } from './imports.ts';
export { rights } from './rights.ts';
export { shell } from './shell.ts';
export { suppliers } from './suppliers.ts';
