"""What a learner's program may not ask of the Linux kernel, and the error it gets instead."""

import errno

AARCH64, X86_64 = "aarch64", "x86_64"
NO_PROCESS = errno.EAGAIN
AUDIT_ARCH = {X86_64: 0xC000003E, AARCH64: 0xC00000B7}

# Each line: x86_64 number, aarch64 number (-1: the machine has no such call), name.
_NETWORK = """
41 198 socket|42 203 connect|43 202 accept|49 200 bind|50 201 listen
"""
_PROCESSES = """
57 -1 fork|58 -1 vfork|59 221 execve|322 281 execveat
"""
_REFUSED = """
62 129 kill|200 130 tkill|234 131 tgkill
129 138 rt_sigqueueinfo|297 240 rt_tgsigqueueinfo|424 424 pidfd_send_signal|434 434 pidfd_open|438 438 pidfd_getfd
101 117 ptrace|310 270 process_vm_readv|311 271 process_vm_writev|312 272 kcmp|440 440 process_madvise
448 448 process_mrelease|425 425 io_uring_setup|426 426 io_uring_enter|427 427 io_uring_register
112 157 setsid|109 154 setpgid|90 -1 chmod|91 52 fchmod|268 53 fchmodat|452 452 fchmodat2|92 -1 chown|93 55 fchown
94 -1 lchown|260 54 fchownat|132 -1 utime|235 -1 utimes|261 -1 futimesat|280 88 utimensat|76 45 truncate
188 5 setxattr|189 6 lsetxattr|190 7 fsetxattr|197 14 removexattr|198 15 lremovexattr|199 16 fremovexattr
463 463 setxattrat|466 466 removexattrat|469 469 file_setattr|165 40 mount|166 39 umount2|155 41 pivot_root
161 51 chroot|272 97 unshare|308 268 setns|428 428 open_tree|429 429 move_mount
430 430 fsopen|431 431 fsconfig|432 432 fsmount
433 433 fspick|442 442 mount_setattr|321 280 bpf|298 241 perf_event_open|323 282 userfaultfd|248 217 add_key
249 218 request_key|250 219 keyctl|175 105 init_module|176 106 delete_module|313 273 finit_module
246 104 kexec_load|320 294 kexec_file_load|169 142 reboot|167 224 swapon|168 225 swapoff|164 170 settimeofday
227 112 clock_settime|159 171 adjtimex|305 266 clock_adjtime|170 161 sethostname|171 162 setdomainname
103 116 syslog|163 89 acct|179 60 quotactl|303 264 name_to_handle_at|304 265 open_by_handle_at|172 -1 iopl
173 -1 ioperm|154 -1 modify_ldt|135 92 personality|29 194 shmget|30 196 shmat|31 195 shmctl|64 190 semget
65 193 semop|66 191 semctl|68 186 msgget|69 189 msgsnd|70 188 msgrcv|71 187 msgctl|240 180 mq_open|241 181 mq_unlink
319 279 memfd_create|447 447 memfd_secret|141 140 setpriority|251 30 ioprio_set|144 119 sched_setscheduler
142 118 sched_setparam|314 274 sched_setattr|203 122 sched_setaffinity|256 238 migrate_pages|279 239 move_pages
253 -1 inotify_init|294 26 inotify_init1|300 262 fanotify_init
"""
# Calls that are refused for some arguments only; the filter in seccomp.py knows which.
_JUDGED = "56 220 clone|435 435 clone3|302 261 prlimit64|157 167 prctl|72 25 fcntl|16 29 ioctl"


def _numbers(table: str, machine: str) -> dict[str, int]:
    column = (X86_64, AARCH64).index(machine)
    rows = (row.split() for line in table.split("\n") for row in line.split("|") if row)
    return {row[2]: int(row[column]) for row in rows if int(row[column]) >= 0}


def refused(machine: str) -> dict[int, int]:
    """Calls refused whatever their arguments: number -> errno, by which sentences.py knows what was tried."""
    kinds = ((_NETWORK, errno.ENETDOWN), (_PROCESSES, NO_PROCESS), (_REFUSED, errno.EPERM))
    return {number: error for table, error in kinds for number in _numbers(table, machine).values()}


def judged(machine: str) -> dict[str, int]:
    """Calls refused for some arguments: name -> number."""
    return _numbers(_JUDGED, machine)
