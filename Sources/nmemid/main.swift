import LinuxSystem
import NmemidCLI

ignoreBrokenPipes()
endProcess(Nmemid.run(commandLineWords()))
