export const queueNames = { refresh: 'refresh', default: 'units', heavy: 'units-heavy' } as const

export const taskNames = { refresh: 'refresh_data_warehouse', unit: 'process_etl' } as const
