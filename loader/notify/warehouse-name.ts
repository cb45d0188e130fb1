import { hostname } from 'node:os'
import { basename } from 'node:path'
import { placeOf } from '../engine/index.ts'
import type { Setting } from '../model/index.ts'

/** What tells one warehouse from another in a row of subjects. */
export interface WarehouseName {
  /** "marketplace on db1": its database, and the host where it is. */
  readonly name: string
  /** Its URL without password. */
  readonly place: string
}

/** Of a setting that is nowhere its own name: a run that cannot begin is told of too. */
export function warehouseName(warehouse: Setting | string): WarehouseName {
  const url = revealed(warehouse)
  if (url === null) {
    const name = String(warehouse)
    return { name: `${name} on ${hostname()}`, place: name }
  }
  const file = /^duckdb:([^?]*)/i.exec(url)?.[1]
  if (file !== undefined) return { name: `${fileName(file)} on ${hostname()}`, place: placeOf(url) }
  const parts = URL.parse(url)
  const database = parts === null ? '' : decoded(parts.pathname.slice(1))
  const host = parts === null || isHere(parts.hostname) ? hostname() : parts.hostname
  return { name: `${database === '' ? 'warehouse' : database} on ${host}`, place: placeOf(url) }
}

function revealed(warehouse: Setting | string): string | null {
  if (typeof warehouse === 'string') return warehouse
  try {
    return warehouse.reveal()
  } catch {
    // The run itself tells that the setting is missing.
    return null
  }
}

function fileName(path: string): string {
  const name = basename(path, '.duckdb')
  return name === '' ? 'memory' : name
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** "localhost" says nothing to who reads elsewhere. */
function isHere(host: string): boolean {
  return host === '' || host === 'localhost' || host === '[::1]' || /^127\./.test(host)
}
