/** Whether what takes minutes is run: by `npm run test:queue`. */
export const many = process.env['TYPELINE_QUEUE'] === 'processes'
