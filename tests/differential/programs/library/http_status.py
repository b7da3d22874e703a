from http import HTTPMethod, HTTPStatus

print(HTTPStatus.OK, repr(HTTPStatus.NOT_FOUND), HTTPStatus.OK == 200, HTTPStatus(404).phrase)
print([(status.value, status.name, status.phrase) for status in HTTPStatus])
print(list(HTTPMethod), str(HTTPMethod.GET), HTTPMethod.POST == 'POST')
print(f'{HTTPStatus.IM_A_TEAPOT:d} {HTTPStatus.IM_A_TEAPOT.name}')
