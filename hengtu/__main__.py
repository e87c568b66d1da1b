import sys

from hengtu.web.commandline.main import main

sys.exit(main())
