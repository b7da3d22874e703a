# SPDX-License-Identifier: MIT
config = {'server': {'host': 'localhost'}}
def port():
    return config['server']['port']
port()
