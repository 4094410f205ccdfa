export { components } from './components.ts';
export { entry } from './entry.ts';
export { errors } from './errors.ts';
export { rights } from './rights.ts';
export { shell } from './shell.ts';
