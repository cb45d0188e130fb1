export { DatabaseError, DefinitionError, type ErrorFields, LoadError, TypelineError } from './typeline-error.ts'
