/** The form that was sent. A body that is no form is read as an empty one, which the page's fields then refuse. */
export function readForm(request: Request): Promise<FormData> {
  return request.formData().catch(() => new FormData())
}
